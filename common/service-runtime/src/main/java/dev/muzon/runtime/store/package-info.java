/** Access to MongoDB: timeouts, guarantees, the store's clock and tolerant reading. */
@NullMarked
package dev.muzon.runtime.store;

import org.jspecify.annotations.NullMarked;
