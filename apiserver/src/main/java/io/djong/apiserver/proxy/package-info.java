/// What is below an object but lives elsewhere: logs, commands and ports of pods at their node's
/// kubelet, and requests that are passed on to pods, services and nodes.
/// [io.djong.apiserver.proxy.StreamConnector] is the door.
@NullMarked
package io.djong.apiserver.proxy;

import org.jspecify.annotations.NullMarked;
