/// What packets to a service shall meet, as values: the same for every mode of the proxy. Pure.
@NullMarked
package io.djong.proxy.plan;

import org.jspecify.annotations.NullMarked;
