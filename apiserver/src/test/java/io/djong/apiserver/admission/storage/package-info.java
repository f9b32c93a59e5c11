/// Tests of the plug-ins about volumes.
@NullMarked
package io.djong.apiserver.admission.storage;

import org.jspecify.annotations.NullMarked;
