/// Rules for the kinds of `resource.k8s.io`: classes of devices, claims to them, what nodes offer, taints.
@NullMarked
package io.djong.api.validation.devices;

import org.jspecify.annotations.NullMarked;
