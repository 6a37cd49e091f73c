import { idAfter } from './column-relations';

test.each([
  [5, 5],
  [null, null],
  [{ connect: [{ id: 2, documentId: 'x' }] }, 2],
  [{ connect: [{ id: 2 }], disconnect: [{ id: 1 }] }, 2],
  [{ connect: [], disconnect: [{ id: 1 }] }, null],
  [{ connect: [], disconnect: [] }, undefined],
  [{ set: [{ id: 7 }] }, 7],
  [{ set: [] }, null],
])('%j leaves %j in the column', (value, id) => expect(idAfter(value)).toBe(id));
