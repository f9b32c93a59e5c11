/// Tests of NodeRestriction.
@NullMarked
package io.djong.apiserver.admission.noderestriction;

import org.jspecify.annotations.NullMarked;
