/// kube-controller-manager: the loops that bring the cluster to what its objects ask for.
///
/// One package per controller, all of one shape: a pure plan, a reconciler that performs it, and a door that wires
/// both to informers. [ControllerManager] is the assembly.
@NullMarked
package io.djong.controllermanager;

import org.jspecify.annotations.NullMarked;
