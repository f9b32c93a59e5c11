/// Deletes what has lost its owners, and carries out deletions that spare (orphan) or take along (foreground) what
/// an object owns.
///
/// Promises: an object is deleted only when none of the owners it names exists, each of them looked up at the
/// server and not in a cache; an owner that waits for its dependents goes after the last of those that block it;
/// references across namespaces hold nothing. Works on the metadata of every resource that can be listed, watched
/// and deleted. Upstream: <https://kubernetes.io/docs/concepts/architecture/garbage-collection/>,
/// `pkg/controller/garbagecollector`.
@NullMarked
package io.djong.controllermanager.garbagecollector;

import org.jspecify.annotations.NullMarked;
