package io.djong.kubelet.images.collect;

import io.djong.api.types.core.v1.ObjectReference;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerFilter;
import io.djong.kubelet.cri.FilesystemUsage;
import io.djong.kubelet.cri.Image;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.images.collect.ImageCollectionPlan.Policy;
import io.djong.kubelet.images.collect.ImageCollectionPlan.Seen;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import io.djong.linux.LinuxException;
import io.djong.linux.file.FileSystemStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Looks each five minutes which images are used, and removes unused ones when their disk is too full.
public final class ImageCollection extends Service {
    private static final Log LOG = Log.of(ImageCollection.class);
    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final Environment environment;
    private final RuntimeService runtime;
    private final ImageService images;
    private final EventRecorder events;
    private final ObjectReference node;
    private final Policy policy;
    private final Set<String> kept;
    private final Map<String, Seen> seen = new TreeMap<>();
    private @Nullable Timer timer;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean failed;

    /// @param node for events
    /// @param highPercent of the disk that may be used: upstream's `imageGCHighThresholdPercent`, 85; 100 for no
    /// limit
    /// @param lowPercent what is reached then: `imageGCLowThresholdPercent`, 80
    /// @param ageMin younger images stay: `imageMinimumGCAge`, 2 minutes
    /// @param kept names of images that stay, besides those that the runtime has pinned: the sandboxes' own
    public ImageCollection(
            Environment environment,
            RuntimeService runtime,
            ImageService images,
            EventRecorder events,
            ObjectReference node,
            int highPercent,
            int lowPercent,
            Duration ageMin,
            Set<String> kept) {
        super("image-collection");
        this.environment = environment;
        this.runtime = runtime;
        this.images = images;
        this.events = events;
        this.node = node;
        this.policy = new Policy(highPercent, lowPercent, ageMin);
        this.kept = Set.copyOf(kept);
    }

    @Override
    protected void onStart() {
        timer = environment.timers().every(PERIOD, () -> {
            try {
                collect();
                failed = false;
            } catch (RpcException | LinuxException | IOException e) {
                if (failed) {
                    LOG.error("Image garbage collection failed multiple times in a row", e);
                    events.record(node, "Warning", "ImageGCFailed", String.valueOf(e.getMessage()));
                } else {
                    LOG.error("Image garbage collection failed once, will retry", e);
                }
                failed = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    protected void onStop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /// Removes all images that nobody uses, however full their disk is.
    public void removeUnused() throws RpcException, InterruptedException {
        turn.lockInterruptibly();
        try {
            var now = environment.clock().instant();
            look(now);
            remove(ImageCollectionPlan.unused(seen.values(), policy, now).remove());
        } finally {
            turn.unlock();
        }
    }

    /// Looks once.
    void collect() throws RpcException, LinuxException, IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            lookAndRemove();
        } finally {
            turn.unlock();
        }
    }

    private void lookAndRemove() throws RpcException, LinuxException, IOException, InterruptedException {
        var now = environment.clock().instant();
        look(now);
        for (FilesystemUsage usage : images.usage()) {
            var id = usage.fsId();
            if (id == null) {
                continue;
            }
            var disk = FileSystemStatistics.of(Path.of(id.mountpoint()));
            if (disk.totalBytes() == 0) {
                var message = "invalid capacity 0 on image filesystem";
                events.record(node, "Warning", "InvalidDiskCapacity", message);
                throw new IOException(message);
            }
            perform(
                    ImageCollectionPlan.plan(seen.values(), disk.totalBytes(), disk.availableBytes(), policy, now),
                    disk);
        }
    }

    private void look(Instant now) throws RpcException, InterruptedException {
        var used = new HashSet<String>();
        for (Container container : runtime.containers(ContainerFilter.EMPTY)) {
            used.add(container.imageRef());
            used.add(container.imageId());
            var image = container.image();
            if (image != null) {
                used.add(image.image());
            }
        }
        var there = new HashSet<String>();
        for (Image image : images.images()) {
            there.add(image.id());
            var before = seen.get(image.id());
            boolean isUsed = used.contains(image.id())
                    || image.repoTags().stream().anyMatch(used::contains)
                    || image.repoDigests().stream().anyMatch(used::contains);
            boolean isKept = image.pinned() || image.repoTags().stream().anyMatch(kept::contains);
            var lastUsed = isUsed ? now : before == null ? Instant.MIN : before.lastUsed();
            seen.put(
                    image.id(),
                    new Seen(image.id(), before == null ? now : before.firstSeen(), lastUsed, isKept, image.size()));
        }
        seen.keySet().retainAll(there);
    }

    private void perform(ImageCollectionPlan plan, FileSystemStatistics disk) throws IOException, InterruptedException {
        if (plan.wantedBytes() <= 0) {
            return;
        }
        long freed = remove(plan.remove());
        if (freed < plan.wantedBytes()) {
            var message = ImageCollectionPlan.shortfall(disk.totalBytes(), disk.availableBytes(), freed);
            events.record(node, "Warning", "FreeDiskSpaceFailed", message);
            throw new IOException(message);
        }
    }

    /// @return the bytes that are free now
    private long remove(List<String> ids) throws InterruptedException {
        long freed = 0;
        for (String id : ids) {
            try {
                images.remove(ImageSpec.EMPTY.withImage(id));
                var image = seen.remove(id);
                freed += image == null ? 0 : image.sizeBytes();
                LOG.info("Removed image to free space", LogKey.IMAGE.is(id));
            } catch (RpcException e) {
                LOG.error("Failed to remove image", e, LogKey.IMAGE.is(id));
            }
        }
        return freed;
    }
}
