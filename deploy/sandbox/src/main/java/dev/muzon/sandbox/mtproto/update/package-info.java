/** Updates with numbers by which clients notice gaps. They are pushed while clients are connected, or fetched later. */
@NullMarked
package dev.muzon.sandbox.mtproto.update;

import org.jspecify.annotations.NullMarked;
