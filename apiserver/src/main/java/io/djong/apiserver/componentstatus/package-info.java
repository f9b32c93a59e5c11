/// `componentstatuses`: what the scheduler, the controller manager and the store say when they are asked
/// whether they are well. Asked anew each time, kept nowhere.
@NullMarked
package io.djong.apiserver.componentstatus;

import org.jspecify.annotations.NullMarked;
