package dev.elbo.persist;

import java.util.List;

/**
 * A tensor's entry in a safetensors header.
 *
 * @param shape such as [500, 784]
 * @param begin first byte within the data
 * @param end one past the last byte
 */
record Tensor(String name, String type, List<Long> shape, long begin, long end) {}
