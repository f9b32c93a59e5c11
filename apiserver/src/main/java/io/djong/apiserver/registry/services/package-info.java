/// The declaration of Services, and the pools from which they get cluster addresses and node ports.
@NullMarked
package io.djong.apiserver.registry.services;

import org.jspecify.annotations.NullMarked;
