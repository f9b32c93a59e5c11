/// YAML as upstream reads it (sigs.k8s.io/yaml: YAML 1.1's `yes` and octal numbers included),
/// turned into JSON trees, with the place of each value for those who report errors in files. The
/// only place that knows the YAML library.
@NullMarked
package io.djong.api.yaml;

import org.jspecify.annotations.NullMarked;
