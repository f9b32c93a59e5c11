/// Empties namespaces that are being deleted, pods first, then removes the finalizer that holds them.
///
/// Promises: everything that the server can delete in the namespace is deleted, whatever its kind; what remains,
/// and what failed, is said in the namespace's conditions; the namespace goes only when nothing is left. Upstream:
/// `pkg/controller/namespace`, KEP-5080.
@NullMarked
package io.djong.controllermanager.namespace;

import org.jspecify.annotations.NullMarked;
