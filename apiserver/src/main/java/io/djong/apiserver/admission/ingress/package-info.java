/// Gives ingresses the default class, as upstream's plug-in DefaultIngressClass.
@NullMarked
package io.djong.apiserver.admission.ingress;

import org.jspecify.annotations.NullMarked;
