/// A [io.djong.client.KubeClient] for tests that keeps everything in memory and passes
/// [io.djong.client.KubeClientContract].
@NullMarked
package io.djong.client.fake;

import org.jspecify.annotations.NullMarked;
