package io.djong.scheduler.plugins.imagelocality;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// Likes nodes that have much of what the pod's images weigh. An image that few nodes have counts
/// less, so that they are not all chosen at once.
public final class ImageLocality implements PreScorePlugin, ScorePlugin {
    /// The plug-in's name.
    public static final String NAME = "ImageLocality";

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long COUNTED_BYTES_MIN = 23 * MEBIBYTE;
    private static final long COUNTED_BYTES_MAX_PER_CONTAINER = 1000 * MEBIBYTE;

    /// The pod's images that some node has.
    private static final class Images implements CycleState.Kept {
        final List<String> names;

        /// Of each image, scaled by the share of nodes that have it.
        final long[] bytes;

        final int containers;

        Images(List<String> names, long[] bytes, int containers) {
            this.names = names;
            this.bytes = bytes;
            this.containers = containers;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Skips when no node has any of the images.
    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        PodSpec spec = pod.pod().spec();
        List<String> images = new ArrayList<>();
        for (Container container : spec.initContainers()) images.add(normalized(container.image()));
        for (Container container : spec.containers()) images.add(normalized(container.image()));
        for (Volume volume : spec.volumes()) {
            if (volume.image() != null) images.add(normalized(volume.image().reference()));
        }
        List<String> known = new ArrayList<>();
        long[] bytes = new long[images.size()];
        for (String image : images) {
            Snapshot.ImageSpread spread = snapshot.image(image);
            if (spread == null) continue;
            bytes[known.size()] = (long) (spread.sizeBytes() * ((double) spread.nodes() / snapshot.size()));
            known.add(image);
        }
        if (known.isEmpty()) return Status.SKIP;
        state.put(this, new Images(known, bytes, images.size()));
        return Status.SUCCESS;
    }

    /// A name without tag or digest means the tag `latest`.
    static String normalized(String image) {
        return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        Images images = state.get(this, Images.class);
        long sum = 0;
        for (int i = 0; i < images.names.size(); i++) {
            if (node.hasImage(images.names.get(i))) sum += images.bytes[i];
        }
        long most = COUNTED_BYTES_MAX_PER_CONTAINER * images.containers;
        long counted = Math.clamp(sum, COUNTED_BYTES_MIN, most);
        return SCORE_MAX * (counted - COUNTED_BYTES_MIN) / (most - COUNTED_BYTES_MIN);
    }
}
