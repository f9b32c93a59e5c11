#!/usr/bin/env bash
# Looks for objects that the API server answers with an exception instead of a status: every kind in every version, one
# after another, each for some time, decoded, defaulted, converted, validated, shown and changed. Ways:
#
#   scripts/fuzz-kinds.sh list                      the kinds
#   scripts/fuzz-kinds.sh edits SECONDS [KIND …]    random edits of known objects, SECONDS of processor time a kind
#   scripts/fuzz-kinds.sh jazzer SECONDS [KIND …]   inputs that Jazzer chooses by what they reach, SECONDS a kind
#   scripts/fuzz-kinds.sh keep [KIND …]             writes the shortest of those inputs beside the test KindFuzz
#
# A kind is named `apps/v1.Deployment`. Everything lies in .cifuzz-corpus/kinds, findings in a kind's folder `found`.
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folder=${FUZZ_FOLDER:-$root/.cifuzz-corpus/kinds}
kept=$root/apiserver/src/test/resources/io/djong/apiserver/fuzz/kinds
bytes_a_kind=2500
sanitizers=BigDecimal:ClojureLangHooks:Deserialization:ExpressionLanguageInjection:FilePathTraversal:LdapInjection
sanitizers=$sanitizers:NamingContextLookup:OsCommandInjection:ReflectiveCall:RegexInjection:RegexRoadblocks
sanitizers=$sanitizers:ScriptEngineInjection:ServerSideRequestForgery:SqlInjection:TemplateInjection:UnsafeSanitizer
sanitizers=$sanitizers:XPathInjection:XmlParserSsrfGuidance
instrumented=$(printf 'io.djong.api.%s.**:' codec defaults validation json pods services volumes conversion protobuf \
  yaml quantity types)io.djong.apiserver.registry.**:io.djong.apiserver.fields.**:io.djong.cel.**

# Classes are copied, so that a build beside a long run does not disturb it.
prepare() {
  [ -z "${FUZZ_PREPARED:-}" ] || return 0
  (cd "$root" && mvn -q -pl apiserver -am test-compile dependency:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile=target/test-class-path)
  rm -rf "$folder/classes"
  mkdir -p "$folder/classes/jars"
  cp -r "$root/apiserver/target/test-classes" "$root/apiserver/target/classes" "$folder/classes/"
  tr ':' '\n' < "$root/apiserver/target/test-class-path" | while read -r entry; do
    [ -d "$entry" ] && cp -r "$entry/." "$folder/classes/classes/" || cp "$entry" "$folder/classes/jars/"
  done
  tr ':' '\n' < "$root/api/target/test-class-path" | grep '/jazzer' | xargs cp -t "$folder/classes/jars"
}

run() {
  local classes=$folder/classes
  (cd "$root/apiserver" && exec nice -n 19 java -Xmx600m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow --add-opens java.base/java.lang=ALL-UNNAMED \
    -cp "$classes/test-classes:$classes/classes:$classes/jars/*" "$@")
}

package=io.djong.apiserver.fuzz

jazzer() {
  local kind=$1 seconds=$2 at=$folder/$1
  mkdir -p "$at/corpus" "$at/found"
  run $package.KindSeeds seeds "$kind" "$at" 2> /dev/null
  run "-Ddjong.fuzz.kind=$kind" com.code_intelligence.jazzer.Jazzer --target_class=$package.KindFuzz \
    "--instrumentation_includes=$instrumented" "--custom_hook_excludes=**" \
    "--disabled_hooks=$(printf 'com.code_intelligence.jazzer.sanitizers.%s:' ${sanitizers//:/ })" --keep_going=20 \
    "--reproducer_path=$at/found" "-artifact_prefix=$at/found/" "-dict=$at/words" "-max_total_time=$seconds" \
    -max_len=8192 -timeout=120 -rss_limit_mb=0 -print_final_stats=1 "$at/corpus" "$at/seeds" > "$at/log" 2>&1 || true
  echo "$kind: $(sed -n 's/^stat::number_of_executed_units: //p' "$at/log") runs," \
    "$(ls "$at/corpus" | wc -l) inputs, $(find "$at/found" -name 'crash-*' -o -name 'timeout-*' | wc -l) findings"
}

way=${1:?list, edits, jazzer or keep}
shift
case $way in
  list)
    prepare
    run $package.KindSeeds list 2> /dev/null
    ;;
  edits)
    prepare
    run $package.KindTries "${1:?seconds}" "${FUZZ_FIRST_SEED:-$RANDOM}" "${@:2}"
    ;;
  jazzer)
    seconds=${1:?seconds}
    shift
    prepare
    [ $# -gt 0 ] || set -- $(run $package.KindSeeds list 2> /dev/null)
    for kind in "$@"; do
      jazzer "$kind" "$seconds"
    done
    ;;
  keep)
    prepare
    mkdir -p "$kept"
    [ $# -gt 0 ] || set -- $(cd "$folder" && find . -type d -name corpus | sed 's|^\./||; s|/corpus$||' | sort)
    for kind in "$@"; do
      run $package.KindSeeds keep "$folder/$kind/corpus" "$kept/${kind//\//.}.txt" $bytes_a_kind
    done
    ;;
  *)
    echo "unknown: $way" >&2
    exit 1
    ;;
esac
