#!/bin/sh
# Installs a real VS Code 1.100.3 (server and web workbench) from the npm registry, for the end-to-end tests.
# Usage: test/e2e/install-vscode.sh FOLDER   (about a minute, 320 MB; does nothing when it is there already)
set -e
case $1 in /*) folder=$1 ;; *) folder=$PWD/$1 ;; esac
code=$folder/node_modules/code-server/lib/vscode
[ -f "$folder/ready" ] && exit 0
sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
if ! command -v rg >/dev/null || ! command -v pkg-config >/dev/null || ! dpkg -s libkrb5-dev >/dev/null 2>&1; then
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends ripgrep libkrb5-dev pkg-config >/dev/null
fi
mkdir -p "$folder" && cd "$folder"
[ -f package.json ] || echo '{"private":true}' > package.json
npm install --no-fund --no-audit --ignore-scripts code-server@4.100.3
cd "$code"
npm install --no-fund --no-audit --ignore-scripts --omit=dev
# Headers that came with Node spare node-gyp a download.
prefix=$(dirname "$(dirname "$(command -v node)")")
[ ! -f "$prefix/include/node/node.h" ] || export npm_config_nodedir="$prefix"
# The last step of node-pty's build fails after the module is built: only its result counts.
npm rebuild @vscode/spdlog native-watchdog node-pty kerberos || true
test -f node_modules/node-pty/build/Release/pty.node || { echo "node-pty was not built: see above (compiler, Python and Node's headers are needed)" >&2; exit 1; }
mkdir -p node_modules/@vscode/ripgrep/bin && ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
ln -sfn node_modules node_modules.asar
cd extensions && npm install --no-fund --no-audit --ignore-scripts --omit=dev
# Native modules were built for this Node: the server must run on it.
command -v node > "$folder/ready"
