/// Who writes a policy or a binding must be allowed to read the parameters that it names. Upstream does
/// this in the strategies of the kinds; it cannot be switched off.
@NullMarked
package io.djong.apiserver.admission.params;

import org.jspecify.annotations.NullMarked;
