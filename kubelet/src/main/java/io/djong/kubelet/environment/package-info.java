/// What a container finds in its environment: variables of services, of ConfigMaps and Secrets, of its own fields
/// and resources, with `$(NAME)` expanded. Source: kubernetes.io/docs/tasks/inject-data-application.
@NullMarked
package io.djong.kubelet.environment;

import org.jspecify.annotations.NullMarked;
