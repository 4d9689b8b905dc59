#!/bin/sh
# Takes TMFCheck out of this user's menu and off the command line. Archives, packs and settings stay.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
rm -f "$data/applications/tmfcheck.desktop" "$data/icons/hicolor/scalable/apps/tmfcheck.svg" "$HOME/.local/bin/tmfcheck"
echo "TMFCheck is out of the menu. Your archives are untouched in $data/TMFCheck; this folder may now be deleted."
