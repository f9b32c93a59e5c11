/// ServiceAccount: every pod has an identity, and a token for it in a volume.
@NullMarked
package io.djong.apiserver.admission.serviceaccount;

import org.jspecify.annotations.NullMarked;
