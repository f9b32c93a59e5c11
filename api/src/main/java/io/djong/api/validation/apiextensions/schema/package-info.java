/// Schemas of custom resources: their form, whether they are structural, their defaults, and the rules
/// (`x-kubernetes-validations`) in them.
@NullMarked
package io.djong.api.validation.apiextensions.schema;

import org.jspecify.annotations.NullMarked;
