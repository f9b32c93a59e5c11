/// TaintNodesByCondition: a new node takes no pods until it was seen to be ready.
@NullMarked
package io.djong.apiserver.admission.taints;

import org.jspecify.annotations.NullMarked;
