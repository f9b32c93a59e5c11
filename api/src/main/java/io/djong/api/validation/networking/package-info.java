/// Rules of ingresses, their classes, network policies, endpoint slices, and the objects behind service addresses.
@NullMarked
package io.djong.api.validation.networking;

import org.jspecify.annotations.NullMarked;
