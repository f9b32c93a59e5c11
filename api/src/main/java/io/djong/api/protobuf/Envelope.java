package io.djong.api.protobuf;

import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.WireException;

/// What stands around a protobuf object: the magic `k8s\0`, then runtime.Unknown with the type and the
/// object's bytes.
///
/// The object's bytes are not copied: they are a part of the array that was read.
public final class Envelope {
    static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int TYPE = 1 << 3 | 2;
    private static final int RAW = 2 << 3 | 2;
    private static final int CONTENT_ENCODING = 3 << 3 | 2;
    private static final int CONTENT_TYPE = 4 << 3 | 2;

    private final byte[] data;
    private final int from;
    private final int to;
    private final String apiVersion;
    private final String kind;
    private final String contentEncoding;
    private final String contentType;

    private Envelope(
            byte[] data, int from, int to, String apiVersion, String kind, String contentEncoding, String contentType) {
        this.data = data;
        this.from = from;
        this.to = to;
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.contentEncoding = contentEncoding;
        this.contentType = contentType;
    }

    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    /// The array that holds all of it.
    public byte[] data() {
        return data;
    }

    /// Where in the array the object's own bytes start.
    public int from() {
        return from;
    }

    /// Where in the array the object's own bytes end.
    public int to() {
        return to;
    }

    /// "" when the object is not compressed.
    public String contentEncoding() {
        return contentEncoding;
    }

    /// "" for protobuf.
    public String contentType() {
        return contentType;
    }

    /// Whether these bytes start with the magic.
    public static boolean startsWithMagic(byte[] data) {
        if (data.length < MAGIC.length) return false;
        for (int i = 0; i < MAGIC.length; i++) if (data[i] != MAGIC[i]) return false;
        return true;
    }

    /// Opens an envelope.
    public static Envelope read(byte[] data) throws WireException {
        return read(data, 0, data.length);
    }

    /// Opens the envelope in a part of an array.
    public static Envelope read(byte[] data, int from, int to) throws WireException {
        for (int i = 0; i < MAGIC.length; i++) {
            if (from + i >= to || data[from + i] != MAGIC[i]) throw new WireException(from, "no k8s envelope");
        }
        var in = new ProtoReader(data, from + MAGIC.length, to);
        String apiVersion = "";
        String kind = "";
        int rawFrom = to;
        int rawTo = to;
        String encoding = "";
        String type = "";
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (tag) {
                case TYPE -> {
                    int outer = in.enter();
                    for (int inner; (inner = in.readTag()) != 0; ) {
                        switch (inner) {
                            case 1 << 3 | 2 -> apiVersion = in.readString();
                            case 2 << 3 | 2 -> kind = in.readString();
                            default -> in.skip(inner);
                        }
                    }
                    in.leave(outer);
                }
                case RAW -> {
                    int length = in.readLength();
                    rawFrom = in.position();
                    rawTo = rawFrom + length;
                    in.advance(length);
                }
                case CONTENT_ENCODING -> encoding = in.readString();
                case CONTENT_TYPE -> type = in.readString();
                default -> in.skip(tag);
            }
        }
        return new Envelope(data, rawFrom, rawTo, apiVersion, kind, encoding, type);
    }
}
