/** Access to MongoDB: timeouts, guarantees and the store's clock. */
@NullMarked
package dev.muzon.runtime.store;

import org.jspecify.annotations.NullMarked;
