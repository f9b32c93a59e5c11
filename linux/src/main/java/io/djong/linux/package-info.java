/// The doors to the kernel: system calls by the foreign function API.
///
/// Promises: every call that the kernel refuses becomes a [LinuxException] with the call, the error's name and the
/// path or object; nothing here knows a word of Kubernetes, and no program is started. Not promised: anything on
/// another system than 64-bit Linux (x86-64, arm64).
@NullMarked
package io.djong.linux;

import org.jspecify.annotations.NullMarked;
