// Matrix, quaternion and ray arithmetic of three: no renderer.
import { BoxGeometry, Euler, Matrix4, Mesh, Object3D, Quaternion, Raycaster, Vector3 } from "three";

const rotation = new Quaternion().setFromEuler(new Euler(0.1, 0.2, 0.3));
const matrix = new Matrix4().compose(new Vector3(1, 2, 3), rotation, new Vector3(2, 2, 2));
console.log(matrix.elements.map((n) => n.toFixed(5)).join(" "));
console.log(matrix.clone().invert().multiply(matrix).determinant().toFixed(6));

const parent = new Object3D();
const box = new Mesh(new BoxGeometry(1, 1, 1));
box.position.set(0, 0, -5);
parent.add(box);
parent.updateMatrixWorld(true);
const hits = new Raycaster(new Vector3(), new Vector3(0, 0, -1)).intersectObject(parent, true);
console.log(hits.length, hits[0].distance, box.isMesh, box instanceof Object3D);
