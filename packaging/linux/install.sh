#!/bin/sh
# Puts TMFCheck into this user's menu and onto the command line, without administrator rights.
# The folder stays where it is: move it to its final place first. Running this again after a move mends the links.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data/applications" "$data/icons/hicolor/scalable/apps" "$HOME/.local/bin"
program=$(printf '%s' "$here/tmfcheck" | sed 's/[\\&|]/\\&/g')
sed "s|@PROGRAM@|\"$program\"|" "$here/tmfcheck.desktop" > "$data/applications/tmfcheck.desktop"
cp "$here/_internal/resources/icons/tmfcheck.svg" "$data/icons/hicolor/scalable/apps/tmfcheck.svg"
ln -sf "$here/tmfcheck" "$HOME/.local/bin/tmfcheck"
echo "TMFCheck is in the menu, and in $HOME/.local/bin for the command line."
