/// Sets of paths to values in an object, their algebra, and the form in which managed fields carry them.
/// Pure.
///
/// Source: sigs.k8s.io/structured-merge-diff v6 `fieldpath`.
@NullMarked
package io.djong.api.apply.paths;

import org.jspecify.annotations.NullMarked;
