@NullMarked
package io.djong.apiserver.registry.devices;

import org.jspecify.annotations.NullMarked;
