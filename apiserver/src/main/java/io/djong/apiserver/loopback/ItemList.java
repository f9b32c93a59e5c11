package io.djong.apiserver.loopback;

import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.meta.v1.ListMeta;
import java.util.List;

/// A list that was never encoded.
///
/// @param itemType of the items; stands in for the type of the list, which nobody encodes
record ItemList<T extends KubeObject>(ListMeta metadata, List<T> items, KubeType<?> itemType) implements KubeList<T> {
    @Override
    public KubeType<?> kubeType() {
        return itemType;
    }
}
