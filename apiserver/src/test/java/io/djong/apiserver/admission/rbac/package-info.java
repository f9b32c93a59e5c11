@NullMarked
package io.djong.apiserver.admission.rbac;

import org.jspecify.annotations.NullMarked;
