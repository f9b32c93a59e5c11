@NullMarked
package io.djong.apiserver.registry.services;

import org.jspecify.annotations.NullMarked;
