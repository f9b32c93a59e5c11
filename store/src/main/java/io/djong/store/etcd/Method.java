package io.djong.store.etcd;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The methods of etcd's v3 API that the engine calls. Messages are bytes.
@SuppressWarnings("ImmutableEnumChecker") // a descriptor is immutable, gRPC only does not say so
enum Method {
    RANGE("etcdserverpb.KV/Range", MethodDescriptor.MethodType.UNARY),
    TXN("etcdserverpb.KV/Txn", MethodDescriptor.MethodType.UNARY),
    COMPACT("etcdserverpb.KV/Compact", MethodDescriptor.MethodType.UNARY),
    WATCH("etcdserverpb.Watch/Watch", MethodDescriptor.MethodType.BIDI_STREAMING),
    LEASE_GRANT("etcdserverpb.Lease/LeaseGrant", MethodDescriptor.MethodType.UNARY),
    STATUS("etcdserverpb.Maintenance/Status", MethodDescriptor.MethodType.UNARY);

    private final MethodDescriptor<byte[], byte[]> descriptor;

    Method(String name, MethodDescriptor.MethodType type) {
        descriptor = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(name)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    MethodDescriptor<byte[], byte[]> descriptor() {
        return descriptor;
    }

    /// Messages stay what they are.
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
