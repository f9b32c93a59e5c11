/// Definitions of further kinds: `apiextensions.k8s.io`. A schema is checked as upstream checks it: its
/// own form, whether it is structural, and its defaults.
@NullMarked
package io.djong.api.validation.apiextensions;

import org.jspecify.annotations.NullMarked;
