package io.djong.apiserver.admission;

/// What is being done to an object.
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
}
