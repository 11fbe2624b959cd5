package dev.elbo.onnx;

/**
 * Rows of a table as they come into a graph, in the model's numbers.
 *
 * @param x (rows × columns) in float32, NaN where a cell is missing
 * @param logJacobian (rows × columns): log |dx/du| of the cells u that x was made of, in nats, 0
 *     where a cell is missing
 */
record Rows(Value x, Value logJacobian) {}
