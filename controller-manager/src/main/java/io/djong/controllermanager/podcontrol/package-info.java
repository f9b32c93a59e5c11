/// Nouns shared by the controllers that own pods: ownership and adoption, expectations, slow start, the order in
/// which pods are given up. Upstream: `pkg/controller/controller_utils.go` and `controller_ref_manager.go`.
@NullMarked
package io.djong.controllermanager.podcontrol;

import org.jspecify.annotations.NullMarked;
