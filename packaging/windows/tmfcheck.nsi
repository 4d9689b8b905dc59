; The installer for one Windows user: no administrator rights, nothing outside the user's own folders.
; makensis -DVERSION=0.1.0 -DBUNDLE=<dist\tmfcheck> -DOUTPUT=<setup.exe> tmfcheck.nsi

Unicode true
!include "MUI2.nsh"

Name "TMFCheck"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\TMFCheck"
InstallDirRegKey HKCU "Software\TMFCheck" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\TMFCheck"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${BUNDLE}/licences/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; NSIS has no Kazakh: Windows set to Kazakh shows the first language of this list that it can.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Russian"

LangString FolderInUse ${LANG_ENGLISH} "This folder holds files that are not TMFCheck's. Please choose an empty folder. Nothing was changed."
LangString FolderInUse ${LANG_RUSSIAN} "В этой папке лежат файлы, не относящиеся к TMFCheck. Выберите пустую папку. Ничего не изменено."

Section "TMFCheck"
  ; An earlier version is removed first; a folder that holds anything else is refused.
  IfFileExists "$INSTDIR\_internal\*.*" earlier
  IfFileExists "$INSTDIR\*.*" 0 install
  FindFirst $0 $1 "$INSTDIR\*.*"
  next:
    StrCmp $1 "" empty
    StrCmp $1 "." skip
    StrCmp $1 ".." skip
    FindClose $0
    MessageBox MB_OK|MB_ICONSTOP "$(FolderInUse)" /SD IDOK
    Abort
  skip:
    FindNext $0 $1
    Goto next
  empty:
    FindClose $0
    Goto install
  earlier:
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\licences"
  install:
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\TMFCheck.lnk" "$INSTDIR\tmfcheck-window.exe"
  WriteRegStr HKCU "Software\TMFCheck" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "TMFCheck"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\tmfcheck-window.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Only what the installer put there: archives, packs and settings lie elsewhere and stay.
Section "Uninstall"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\tmfcheck.exe"
  Delete "$INSTDIR\tmfcheck-window.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\TMFCheck.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\TMFCheck"
SectionEnd
