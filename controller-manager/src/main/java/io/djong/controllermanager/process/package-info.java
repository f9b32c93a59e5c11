/// kube-controller-manager as a process of its own: its flags, and its work in a
/// [io.djong.client.process.ComponentProcess].
@NullMarked
package io.djong.controllermanager.process;

import org.jspecify.annotations.NullMarked;
