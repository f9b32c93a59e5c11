/// Who manages which field: the entries of `metadata.managedFields`, and what a write, an apply among
/// them, makes of them and of the object. Pure; over values of any schema.
///
/// Source: sigs.k8s.io/structured-merge-diff v6 `merge`, k8s.io/apimachinery `managedfields`.
@NullMarked
package io.djong.api.apply;

import org.jspecify.annotations.NullMarked;
