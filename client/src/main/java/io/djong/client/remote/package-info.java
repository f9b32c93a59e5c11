/// The port to an API server by HTTP: [HttpKubeClient] is the door, [ClientConfig] says where and as whom.
///
/// Built-in kinds travel as protobuf, everything else as JSON.
@NullMarked
package io.djong.client.remote;

import org.jspecify.annotations.NullMarked;
