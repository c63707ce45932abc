/** Sound that replicas share in a bucket of any service that speaks S3. */
@NullMarked
package dev.muzon.extractor.cache.s3;

import org.jspecify.annotations.NullMarked;
