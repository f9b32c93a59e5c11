package io.djong.client.remote;

import io.djong.api.codec.Json;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.Bytes;
import io.djong.api.protobuf.Protobuf;

/// How objects are written, and in which forms answers are asked for.
enum BodyFormat {
    JSON(ClientConfig.JSON) {
        @Override
        Bytes write(ApiObject object) {
            return Bytes.trusted(Json.write(object));
        }
    },
    PROTOBUF(ClientConfig.PROTOBUF) {
        @Override
        Bytes write(ApiObject object) {
            return Bytes.trusted(Protobuf.write(object));
        }
    };

    private final String contentType;

    BodyFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract Bytes write(ApiObject object);

    /// This form first, JSON if the server does not know it.
    String accept() {
        return this == JSON ? contentType : contentType + "," + ClientConfig.JSON;
    }

    /// Of metadata alone, or whole objects from a server that cannot leave the rest out.
    ///
    /// @param kind `PartialObjectMetadata` or its list
    String acceptAs(String kind) {
        String as = ";as=" + kind + ";g=meta.k8s.io;v=v1";
        String json = ClientConfig.JSON + as + "," + ClientConfig.JSON;
        return this == JSON ? json : contentType + as + "," + json;
    }
}
