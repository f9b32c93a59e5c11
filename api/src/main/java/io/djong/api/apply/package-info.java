/// Who manages which field: sets of fields and their algebra, the typed walks that compare and merge
/// objects, and the entries of `metadata.managedFields`. Pure; over JSON with any schema, that of
/// generated types among them.
///
/// Source: sigs.k8s.io/structured-merge-diff v6, k8s.io/apimachinery `managedfields`.
@NullMarked
package io.djong.api.apply;

import org.jspecify.annotations.NullMarked;
