; Inno Setup 6 makes the installer for Windows of the folder that PyInstaller built there:
;   iscc /DVersion=0.1.0 packaging\windows\clms.iss
; Silent, for many workstations: clms-setup.exe /VERYSILENT /NORESTART

#ifndef Version
  #error Give the version: iscc /DVersion=…
#endif

#define Program "..\..\dist\clms"

[Setup]
; Never change this: by it Windows knows that a setup brings a newer CLMS and not another program.
AppId={{FF173B78-8AF4-4A61-8F69-07F24BA215BA}
AppName=CLMS
AppVersion={#Version}
AppPublisher=The CLMS contributors
VersionInfoVersion={#Version}
DefaultDirName={autopf}\CLMS
DefaultGroupName=CLMS
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\icons\clms.ico
UninstallDisplayIcon={app}\clms.exe
OutputDir=..\..\dist
OutputBaseFilename=clms-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
; For one person without rights, or for everybody: the setup asks, /ALLUSERS and /CURRENTUSER say it.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
CloseApplications=yes
ChangesEnvironment=yes

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[InstallDelete]
; Files of an older release must not be found by a newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\clms.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Program}\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "..\..\LICENSE"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\..\README.md"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\CLMS"; Filename: "{app}\clms.exe"
Name: "{autodesktop}\CLMS"; Filename: "{app}\clms.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\clms.exe"; Description: "{cm:LaunchProgram,CLMS}"; Flags: nowait postinstall skipifsilent

; The library and the settings of a person lie elsewhere and stay when the program is removed.
