#!/bin/sh
# Makes the font files beside this script from Noto SC (SIL Open Font License) and writes them here.
# Needs: npm, bzip2 and Debian's libharfbuzz-bin (hb-subset) and unicode-data (the Unihan tables).
#
# Every face holds 通用规范汉字表 (8,105 characters), GB 2312, punctuation, Latin, Greek, numbered
# circles, arrows and lines. The text face holds all 27,584 characters of the two basic CJK blocks, because
# the annex quotes a village's own words: old and traditional characters (歺, 報) must not stop a list.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
unihan=${UNIHAN:-/usr/share/unicode}/Unihan_OtherMappings.txt.bz2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for package in noto-serif-sc noto-sans-sc; do
    npm pack --silent "@expo-google-fonts/$package@0.4.3" > /dev/null
    mkdir "$package"
    tar xzf ./*"$package"-*.tgz -C "$package" --strip-components=1
done

characters() { bzcat "$unihan" | awk -v fields="$1" 'BEGIN { split(fields, f, ","); for (i in f) wanted[f[i]] } ($2 in wanted) { sub("U\\+", "", $1); print $1 }' | sort -u; }
signs='20-7E,A0-17F,1CD-1DC,2C7-2DD,391-3C9,401,410-44F,451,2010-2027,2030-205E,2070-209C,20AC,2100-214F,2150-218B,2190-21FF,2200-22FF,2460-24FF,2500-257F,25A0-25FF,2605-2606,2610-2612,2640,2642,2713-2717,3000-303F,3041-30FF,3105-312F,3220-3243,3280-32B0,3380-33DF,FE30-FE4F,FF01-FF5E,FFE0-FFE5'
{ characters kTGH,kGB0; echo "$signs" | tr ',' '\n'; } > common
{ printf '4E00-9FFF\n3400-4DBF\n'; characters kTGH; echo "$signs" | tr ',' '\n'; } > text

# The layout rules left out would replace glyphs; the documents use one glyph per character.
cut_face() { hb-subset "$1" --unicodes-file="$2" --layout-features=kern --no-hinting --drop-tables+=vhea,vmtx,VORG,BASE --output-file="$here/$3"; }
cut_face noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf text NotoSerifSC-Regular.ttf
cut_face noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf common NotoSerifSC-Bold.ttf
cut_face noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf common NotoSansSC-Medium.ttf
cp noto-serif-sc/LICENSE_FONT "$here/NotoSerifSC-OFL.txt"
cp noto-sans-sc/LICENSE_FONT "$here/NotoSansSC-OFL.txt"
chmod 644 "$here"/*.ttf "$here"/*-OFL.txt
