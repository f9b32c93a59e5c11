/// The audit log: who asked for what, and what came of it, as far as a policy wants to know; one line of
/// JSON an event, as upstream's log backend writes them (`audit.k8s.io/v1`).
@NullMarked
package io.djong.apiserver.audit;

import org.jspecify.annotations.NullMarked;
