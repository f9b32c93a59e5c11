/// The port to an API server and its implementation over HTTP.
///
/// [KubeClient] is the door: typed and dynamic verbs for every resource. What follows the cluster's state uses
/// `client.informer`, what acts on it `client.reconcile`, what tells people about it `client.events`.
@NullMarked
package io.djong.client;

import org.jspecify.annotations.NullMarked;
