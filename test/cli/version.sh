traction --version
[ "$(traction --version)" = "traction $(sed -n "s/^  version: '\(.*\)',/\1/p" meson.build | head -n 1)" ] && echo "as in meson.build"
