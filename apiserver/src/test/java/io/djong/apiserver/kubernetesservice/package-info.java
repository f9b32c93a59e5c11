@NullMarked
package io.djong.apiserver.kubernetesservice;

import org.jspecify.annotations.NullMarked;
